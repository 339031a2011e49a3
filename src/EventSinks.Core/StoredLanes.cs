using EventSinks.Binding;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>Makes bindings for lanes of the store that no declaration of their stack stands for: those that end, and those that replay. Thread-safe.</summary>
internal sealed class StoredLanes(SinkBinder binder, LaneBindings lanes, bool isStandIn)
{
    private const string Unknown = "its declaration is no longer known";

    /// <summary>Reads a stack's own declarations as they were stored.</summary>
    /// <param name="declarations">A JSON list.</param>
    /// <returns>An environment that says nothing else.</returns>
    /// <exception cref="EnvironmentFormatException">The list is damaged.</exception>
    public static StackEnvironment ToEnvironment(string declarations) =>
        StackEnvironment.FromJson($"{{\"{EnvironmentSections.EventSinks}\":{declarations}}}", "<stored declarations>");

    /// <summary>Gives what keeps a lane's place while it cannot be bound.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="reason">Why; null as long as that is open.</param>
    /// <returns>A binding that delivers nothing.</returns>
    public static LaneBinding Placeholder(StoredLane lane, string? reason = null) => new()
    {
        Key = lane.Key,
        Name = lane.Key.ToString(),
        IsGlobal = lane.Declaration is null,
        Declaration = lane.Declaration,
        CreateSink = static () => throw new InvalidOperationException("A lane that is suspended has no sink."),
        SuspendedBecause = reason,
    };

    /// <summary>Binds a lane that is closing or replays.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="declared">The bindings of the stack's present declarations.</param>
    /// <returns>Its binding; a suspended one if it cannot be bound.</returns>
    public LaneBinding Bind(StoredLane lane, StackIdentity stack, IReadOnlyList<LaneBinding> declared)
    {
        var binding = declared.FirstOrDefault(each => each.Key == lane.Key.Base) ?? BindAlone(lane, stack);
        return binding with { Key = lane.Key };
    }

    private LaneBinding BindAlone(StoredLane lane, StackIdentity stack)
    {
        if (lane.Declaration is null)
        {
            return isStandIn ? OperatorLanes.LeaveAlone(lane) : Placeholder(lane, "the operator's declaration is no longer there");
        }

        try
        {
            var report = binder.Bind(ToEnvironment($"[{lane.Declaration}]"));
            return report.Bindings is [var bound, ..]
                ? lanes.Make(bound, stack)
                : Placeholder(lane, report.Diagnostics.FirstOrDefault(static each => each.IsError)?.Message ?? Unknown);
        }
        catch (EnvironmentFormatException)
        {
            return Placeholder(lane, Unknown);
        }
    }
}
