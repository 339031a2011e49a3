using EventSinks.Environments;

namespace EventSinks.Binding;

/// <summary>The keys that every declaration may have, whatever its sink type. No sink type can have options of these names.</summary>
internal static class CommonKeys
{
    public const string Type = SinkDeclaration.TypeKey;
    public const string Name = "name";
    public const string Enabled = "enabled";
    public const string Remove = SinkDeclaration.RemoveKey;
    public const string Events = "events";
    public const string Format = "format";
    public const string Properties = "properties";
    public const string MaxAge = "max_age";

    /// <summary>Gets the keys that are never needed: all but the type.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Name, Enabled, Events, Format, Properties, MaxAge, Remove];

    public static bool Includes(string key) => key == Type || Optional.Contains(key);
}
