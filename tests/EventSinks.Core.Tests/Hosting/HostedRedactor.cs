using EventSinks.Dispatch;

namespace EventSinks.Hosting;

/// <summary>A redactor that needs a service of the host.</summary>
internal sealed class HostedRedactor(TimeProvider clock) : IEventRedactor
{
    public StackEvent Redact(StackEvent e) => e.WithResourceStatusReason($"redacted in {clock.GetUtcNow().Year}");
}
