namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>One option of a sink type, as metadata shows it.</summary>
/// <param name="Key">The key that users write.</param>
/// <param name="Kind">What a value of it is, for example <c>a whole number</c>.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
/// <param name="Rules">What values are allowed, for example <c>from 1 to 1209600</c>.</param>
/// <param name="Default">What it is if it is left out, as JSON; null if metadata does not say, and for a secret.</param>
/// <param name="Description">What it is for, if the plug-in says so.</param>
internal sealed record InspectedOption(
    string Key, string Kind, bool IsRequired, bool IsSecret, IReadOnlyList<string> Rules, string? Default, string? Description);
