namespace EventSinks.OpenStack.Identity;

/// <summary>
/// When Keystone is not asked again, and what callers are told meanwhile: after failures, and while a service refuses token after token. Not
/// thread-safe: its owner holds a lock.
/// </summary>
internal sealed class Pauses(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);
    private static readonly SignInFailure RefusesAll = new(
        OpenStackFailure.Unavailable,
        "The service refuses every token that Keystone gives: the clocks or the service's own settings may be wrong.");

    private SignInFailure? _failure;
    private long _since;
    private TimeSpan _length;
    private int _failures;
    private int _refusals;

    /// <summary>Gets how much of the pause is left; zero if there is none.</summary>
    public TimeSpan Left => _failure is not null && _length - clock.GetElapsedTime(_since) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Makes what callers are told during a pause.</summary>
    public OpenStackException ToException() => _failure!.ToException(Left);

    /// <summary>Keystone gave no token: a pause that doubles, or that lasts a minute where somebody has to change something first.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="asked">What Keystone asked for, if it did; heeded up to 5 minutes, and never less than the pause would be without.</param>
    public void AfterFailure(SignInFailure failure, TimeSpan? asked)
    {
        var usual = failure.Kind is OpenStackFailure.Refused ? Longest : Doubled(_failures);
        _failures++;
        var wanted = asked is { } wait && wait < LongestAsked ? wait : asked is null ? TimeSpan.Zero : LongestAsked;
        Begin(failure, wanted > usual ? wanted : usual);
    }

    /// <summary>Keystone gave a token.</summary>
    public void AfterSuccess()
    {
        _failure = null;
        _failures = 0;
    }

    /// <summary>A service refused a token. The first time costs nothing; if the token that came for it is refused too, the pauses begin.</summary>
    /// <param name="again">Whether the token came because of a refusal, not long ago, and has served nobody; else the pauses begin anew.</param>
    public void AfterRefusal(bool again)
    {
        if (!again)
        {
            _refusals = 0;
            return;
        }

        Begin(RefusesAll, Doubled(_refusals));
        _refusals++;
    }

    /// <summary>A service refused the only token there is, or asks for one where nobody signs in.</summary>
    /// <param name="failure">What to do about it.</param>
    public void AfterRefusalOfTheOnlyToken(SignInFailure failure) => Begin(failure, Longest);

    private static TimeSpan Doubled(int earlier) => earlier >= 6 ? Longest : Shortest * (1 << earlier);

    // A pause that is on already goes on if it is the longer one.
    private void Begin(SignInFailure failure, TimeSpan length)
    {
        if (length > Left)
        {
            (_failure, _since, _length) = (failure, clock.GetTimestamp(), length);
        }
    }
}
