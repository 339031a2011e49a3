using System.Text;

namespace EventSinks.Tool.Support;

/// <summary>What does not matter to a test.</summary>
internal static class Some
{
    public const string Environment = "event_sinks:\n  - type: json-lines\n    path: out.jsonl\n";

    public static StackIdentity Stack { get; } = new("084e2c49-27cf-473d-93f2-d3a8e51d80d7", "teststack");

    public static DateTimeOffset Instant { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static string EventLine(string resource, StackIdentity? stack = null) =>
        Encoding.UTF8.GetString(
            StackEvent.ForResource(stack ?? Stack, resource, "OS::Test", "CREATE", "COMPLETE").ToUtf8Json().Span);

    public static string EventLines(int count) => string.Concat(Enumerable.Range(1, count).Select(static n => $"{EventLine($"r{n}")}\n"));

    public static string NameOf(string line) => StackEvent.Parse(Encoding.UTF8.GetBytes(line)).ResourceName;
}
