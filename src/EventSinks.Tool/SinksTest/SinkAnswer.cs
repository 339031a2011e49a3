using EventSinks.Dispatch;

namespace EventSinks.Tool.SinksTest;

/// <summary>What a sink made of the test event.</summary>
/// <param name="Name">The sink.</param>
/// <param name="Type">Its type.</param>
/// <param name="Destination">Where it delivers.</param>
/// <param name="Delivered">Whether the event arrived.</param>
/// <param name="State">How the sink is.</param>
/// <param name="Seconds">How long it took, if it arrived.</param>
/// <param name="Error">The last error, if there was one.</param>
/// <param name="Warnings">What the declaration's writer should know.</param>
internal sealed record SinkAnswer(
    string Name, string Type, string Destination, bool Delivered, LaneState State, double? Seconds, string? Error, IReadOnlyList<string> Warnings)
{
    public static SinkAnswer Of(SinkDeliveryStatus sink, DateTimeOffset publishedAt) => new(
        sink.Name,
        sink.SinkType,
        sink.Destination,
        sink.Delivered == sink.Recorded,
        sink.State,
        sink.LastSuccessAt is { } arrivedAt ? Math.Round((arrivedAt - publishedAt).TotalSeconds, 3) : null,
        sink.LastError,
        sink.Warnings);

    /// <summary>Gives the answer for a person.</summary>
    public string Text => Delivered ? $"delivered in {Seconds:0.000} s" : $"not delivered, {State}: {Error ?? "no answer in time"}";
}
