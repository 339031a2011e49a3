using EventSinks.Environments;

namespace EventSinks.Binding;

/// <summary>The keys that every declaration may have, whatever its sink type. No sink type can have options of these names.</summary>
internal static class CommonKeys
{
    public const string Type = SinkDeclaration.TypeKey;
    public const string Name = "name";
    public const string Enabled = "enabled";
    public const string Remove = SinkDeclaration.RemoveKey;

    /// <summary>Gets the keys that mean something.</summary>
    public static IReadOnlyList<string> InUse { get; } = [Type, Name, Enabled, Remove];

    /// <summary>Gets the keys that are kept for what is to come.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["events", "format", "properties", "max_age"];

    public static bool Includes(string key) => InUse.Contains(key) || Reserved.Contains(key);
}
