using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Makes of a binding what dispatch needs to know of it. Thread-safe.</summary>
internal sealed class LaneBindings(TimeProvider clock, IEventRedactor? redactor)
{
    public LaneBinding Make(SinkBinding binding, StackIdentity stack) => new()
    {
        Key = new LaneKey(binding.SinkType, binding.Destination.Identity, binding.Ordinal),
        Name = binding.Name,
        IsGlobal = binding.IsGlobal,
        Declaration = binding.IsGlobal ? null : binding.Declaration.ToJson(),
        Endpoint = binding.Destination.Endpoint,
        Fingerprint = binding.Declaration.Content,
        CreateSink = () => binding.CreateSink(stack, clock),
        Filter = binding.Common.Events?.For(stack),
        View = EventView.For(
            stack,
            redactor,
            hidesProperties: !binding.Common.SendsProperties,
            isExtended: binding.Common.Format is EventFormat.HeatExtended,
            isCloudEvent: binding.Common.Format is EventFormat.CloudEvents),
        MaxAge = binding.Common.MaxAge,
        ExpiresAt = binding.Destination.ExpiresAt,

        // What is doubtful about the operator's sinks is in the log; the status is for the stack's user.
        Warnings = binding.IsGlobal ? [] : [.. binding.Warnings.Select(static warning => warning.ToString())],
    };
}
