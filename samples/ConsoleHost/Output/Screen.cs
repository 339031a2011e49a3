using EventSinks;
using EventSinks.Yaml;

namespace ConsoleHost.Output;

/// <summary>What is shown while the stack is created, a line at a time. Thread-safe.</summary>
internal static class Screen
{
    // Heat's own client asks for events at this interval.
    private static readonly TimeSpan HeatInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly long Start = Clock.GetTimestamp();

    public static void Show(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }
    }

    public static void Begin(Settings settings, StackPublisher stack)
    {
        Console.WriteLine(Paint.Bold($"Creating {stack.Stack.Name} ({stack.Stack.Id})"));
        Console.WriteLine($"  environment  {settings.Environment}");
        foreach (var binding in stack.Binding.Bindings)
        {
            Console.WriteLine($"  sink         {binding.Name}, to {binding.Destination.Identity}");
        }

        Console.WriteLine();
    }

    public static void Changed(string resource, string state, string reason) =>
        Line("engine", $"{resource,-12} {Paint.State(state, $"{state,-18}")} {Paint.Dim(reason)}");

    public static void Say(string text) => Line("engine", text);

    public static void Arrived(StackEvent e) =>
        LineAt(e.Timestamp, "user", $"{e.ResourceName,-12} {e.ResourceAction}_{e.ResourceStatus}");

    public static void SayAsUser(string text) => LineAt(Clock.GetUtcNow(), "user", text);

    public static void HookCleared(string resource, bool byEvent, TimeSpan time)
    {
        if (byEvent)
        {
            Say($"the hook of {resource} was cleared {Paint.Bold($"{time.TotalMilliseconds:0} ms")} after its event was published");
            Say($"asking every {HeatInterval.TotalSeconds:0} s, as Heat's client does, costs {HeatInterval.TotalSeconds / 2:0.0} s on average and {HeatInterval.TotalSeconds:0.0} s at worst");
        }
        else
        {
            Say($"the hook of {resource} is cleared");
        }
    }

    private static void Line(string who, string text) =>
        Console.WriteLine($"{Paint.Dim($"{Clock.GetElapsedTime(Start).TotalSeconds,7:0.000} s")}  {who,-6}  {text}");

    // Another process, with a start of its own: the time of day is what both share.
    private static void LineAt(DateTimeOffset time, string who, string text) =>
        Console.WriteLine($"{Paint.Dim($"{time:HH:mm:ss.f}")}           {who,-6}  {text}");
}
