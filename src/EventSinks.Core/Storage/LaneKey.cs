using System.Text.Json.Serialization;

namespace EventSinks.Storage;

/// <summary>Which lane of a stack. What is not in here (a changed <c>ttl</c>, say) may change without the lane losing its cursor.</summary>
/// <param name="SinkType">The sink type.</param>
/// <param name="Destination">The destination's identity.</param>
/// <param name="Ordinal">Which one among equal declarations of the stack, from 0.</param>
/// <param name="Replay">Which replay for that lane, from 1, no number being used twice; 0 for the lane itself.</param>
public readonly record struct LaneKey(string SinkType, string Destination, int Ordinal = 0, int Replay = 0)
{
    /// <summary>Gets the lane that this one replays for; the lane itself if it is no replay.</summary>
    // It has a base itself, and that one again: nobody would come to the end of it.
    [JsonIgnore]
    public LaneKey Base => this with { Replay = 0 };

    /// <summary>Gets the key as a person writes it.</summary>
    /// <returns>For example <c>zaqar-queue:myqueue</c>, or <c>zaqar-queue:myqueue#2~1</c> for the first replay of the second of two equals.</returns>
    public override string ToString() =>
        $"{SinkType}:{Destination}{(Ordinal == 0 ? "" : $"#{Ordinal + 1}")}{(Replay == 0 ? "" : $"~{Replay}")}";
}
