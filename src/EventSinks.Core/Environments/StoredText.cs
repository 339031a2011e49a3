using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>How large JSON may be that an engine kept: written out, escapes and aliases take more room than in the file that they came from.</summary>
internal static class StoredText
{
    /// <summary>Gets limits that hold whatever was read once, with whatever limits that was.</summary>
    public static YamlLimits Limits { get; } = new() { MaxBytes = int.MaxValue, MaxDepth = 1_000, MaxNodes = int.MaxValue, MaxCharacters = int.MaxValue };
}
