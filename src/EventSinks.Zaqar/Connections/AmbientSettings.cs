namespace EventSinks.Zaqar.Connections;

/// <summary>What the standard <c>OS_*</c> variables say about reaching Zaqar, as they stand; empty ones count as absent.</summary>
internal sealed record AmbientSettings
{
    private AmbientSettings()
    {
    }

    /// <summary>Gets <c>OS_AUTH_TYPE</c>.</summary>
    public string? AuthType { get; private init; }

    /// <summary>Gets <c>OS_ENDPOINT</c>.</summary>
    public string? Endpoint { get; private init; }

    /// <summary>Gets <c>OS_PROJECT_ID</c>.</summary>
    public string? ProjectId { get; private init; }

    /// <summary>Gets <c>OS_TOKEN</c>. Never shown.</summary>
    public string? Token { get; private init; }

    /// <summary>Gets what <c>OS_CACERT</c>, <c>OS_CERT</c>, <c>OS_KEY</c> and <c>OS_INSECURE</c> say about TLS.</summary>
    public SinkHttpSettings Transport { get; private init; } = new();

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">Gives a variable's value by its name, or null.</param>
    public static AmbientSettings Read(Func<string, string?> variable)
    {
        return new()
        {
            AuthType = Value("OS_AUTH_TYPE"),
            Endpoint = Value("OS_ENDPOINT"),
            ProjectId = Value("OS_PROJECT_ID"),
            Token = Value("OS_TOKEN"),
            Transport = new()
            {
                CaCertificateFile = Value("OS_CACERT"),
                ClientCertificateFile = Value("OS_CERT"),
                ClientKeyFile = Value("OS_KEY"),
                VerifyServer = !IsYes(Value("OS_INSECURE")),
            },
        };

        string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
    }

    /// <summary>Gives the kind of authentication, never the token.</summary>
    public override string ToString() => $"{AuthType ?? "no OS_AUTH_TYPE"}, endpoint {Endpoint ?? "unknown"}";

    // The words that OpenStack's own clients take for yes (oslo.utils, strutils.bool_from_string).
    private static bool IsYes(string? value) => value?.ToUpperInvariant() is "1" or "T" or "TRUE" or "ON" or "Y" or "YES";
}
