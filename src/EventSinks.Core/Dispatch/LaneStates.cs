using System.Text.Json;

namespace EventSinks.Dispatch;

/// <summary>The states of lanes as metrics and health name them.</summary>
internal static class LaneStates
{
    /// <summary>Gets the names, by the states' numbers.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<LaneState>().Select(static name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];
}
