namespace EventSinks.Storage;

/// <summary>Which lane of a stack. What is not in here (a changed <c>ttl</c>, say) may change without the lane losing its cursor.</summary>
/// <param name="SinkType">The sink type.</param>
/// <param name="Destination">The destination's identity.</param>
/// <param name="Ordinal">Which one among equal declarations of the stack, from 0.</param>
public readonly record struct LaneKey(string SinkType, string Destination, int Ordinal = 0)
{
    /// <summary>Gives the key as a person writes it.</summary>
    /// <returns>For example <c>zaqar-queue:myqueue</c>.</returns>
    public override string ToString() => Ordinal == 0 ? $"{SinkType}:{Destination}" : $"{SinkType}:{Destination}#{Ordinal + 1}";
}
