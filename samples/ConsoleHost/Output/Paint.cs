namespace ConsoleHost.Output;

/// <summary>Colours, where somebody sees them.</summary>
internal static class Paint
{
    private static readonly bool Is = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string Dim(string text) => With("2", text);

    public static string Bold(string text) => With("1", text);

    /// <summary>Green for what is well, yellow for what waits, red for what is not.</summary>
    public static string State(string state, string text) => With(
        state switch
        {
            "Healthy" or "CREATE_COMPLETE" => "32",
            "Suspended" or "Misconfigured" or "Stuck" or "CREATE_FAILED" => "31",
            _ => "33",
        },
        text);

    private static string With(string code, string text) => Is ? $"\e[{code}m{text}\e[0m" : text;
}
