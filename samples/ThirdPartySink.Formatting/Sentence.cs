namespace ThirdPartySink.Formatting;

/// <summary>Says a change of state in words.</summary>
public static class Sentence
{
    /// <summary>Makes a sentence.</summary>
    /// <returns>For example <c>server is CREATE_COMPLETE: state changed.</c></returns>
    public static string Of(string resource, string action, string status, string? reason) =>
        string.IsNullOrEmpty(reason) ? $"{resource} is {action}_{status}." : $"{resource} is {action}_{status}: {reason}.";
}
