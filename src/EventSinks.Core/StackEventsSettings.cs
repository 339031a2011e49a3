using EventSinks.Dispatch;
using EventSinks.Policies;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>What <see cref="StackEventsBuilder"/> has been told, checked.</summary>
internal sealed record StackEventsSettings(
    DispatchOptions Dispatch, PurgePolicy Retention, SinkPolicyRules Policy, TimeSpan PublishTimeout, bool IsStandIn, TimeProvider Clock);
