using EventSinks.Dispatch;
using EventSinks.Storage;

namespace EventSinks;

/// <summary>
/// The lanes of the operator's sinks in the store of another program, for which this process stands in: it knows neither what the operator has
/// declared nor with whose credentials, so these lanes are neither delivered nor ended.
/// </summary>
internal static class OperatorLanes
{
    private const string Reason = "the operator's sinks are left to the program that keeps the store";

    /// <summary>Adds the lanes that go on to what a stack's user has declared.</summary>
    /// <param name="stored">The stack as the store knows it; null if it does not.</param>
    /// <param name="declared">The user's bindings.</param>
    /// <returns>The lanes that are left alone, and the user's without those that lead to the same place: only here could they be bound.</returns>
    public static LaneBinding[] AddTo(LaneBinding[] declared, StoredStack? stored)
    {
        StoredLane[] lanes = [.. stored?.Lanes.Where(static lane => IsOperators(lane)) ?? []];
        return
        [
            .. lanes.Where(static lane => lane.End is null).Select(static lane => LeaveAlone(lane)),
            .. declared.Where(binding => !Array.Exists(lanes, lane => IsSamePlace(lane.Key, binding.Key))),
        ];
    }

    /// <summary>Gives the binding of a lane that is left alone.</summary>
    public static LaneBinding LeaveAlone(StoredLane lane) => StoredLanes.Placeholder(lane, Reason) with { IsLeftAlone = true };

    // The operator's declarations are not stored.
    private static bool IsOperators(StoredLane lane) => lane.Declaration is null;

    private static bool IsSamePlace(LaneKey one, LaneKey other) => one.SinkType == other.SinkType && one.Destination == other.Destination;
}
