using EventSinks.Testing;

namespace EventSinks.Support;

/// <summary>A clock by which something else happens in the very moment in which a time is over: just before its timer fires.</summary>
internal sealed class CrossingTimeProvider(Action crossing) : TimeProvider
{
    private readonly ManualTimeProvider _clock = new();

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _clock.CreateTimer(
        each =>
        {
            crossing();
            callback(each);
        },
        state,
        dueTime,
        period);
}
