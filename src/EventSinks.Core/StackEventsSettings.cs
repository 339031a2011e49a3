using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>What <see cref="StackEventsBuilder"/> has been told, checked.</summary>
internal sealed record StackEventsSettings(DispatchOptions Dispatch, PurgePolicy Retention, TimeSpan PublishTimeout, bool IsStandIn, TimeProvider Clock);
