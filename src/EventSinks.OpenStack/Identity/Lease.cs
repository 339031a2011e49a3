namespace EventSinks.OpenStack.Identity;

/// <summary>An access and how long it is good for. Immutable.</summary>
/// <param name="Access">The access.</param>
/// <param name="Since">When its life began, by the clock's time stamps: when Keystone was asked, so that it never looks younger than it is.</param>
/// <param name="Life">How long it lives; null if that is not known, and then it is good until a service refuses it.</param>
/// <param name="CanRenew">Whether asking once more gives another token.</param>
internal sealed record Lease(OpenStackAccess Access, long Since, TimeSpan? Life, bool CanRenew)
{
    // keystoneauth's MIN_TOKEN_LIFE_SECONDS.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(120);

    // What a request needs at least.
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(1);

    // Longer than a token has to wait for the request that it was asked for, and no shorter than the longest pause.
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(60);

    /// <summary>Gets whether there is time left for a request.</summary>
    public bool IsGood(TimeProvider clock) => Left(clock) is not { } left || left >= LeastLeft;

    /// <summary>
    /// Gets whether it is time to renew: with less than 120 s left, and where the whole life is under 240 s with less than half of it left. A
    /// token that cannot be renewed serves to its end.
    /// </summary>
    public bool IsDue(TimeProvider clock) => CanRenew
        ? Left(clock) is { } left && left < (Life < 2 * Margin ? Life / 2 : Margin)
        : !IsGood(clock);

    /// <summary>Gets whether it has lived for less than 60 s, or for less than half of its life if that is shorter.</summary>
    public bool IsYoung(TimeProvider clock) => clock.GetElapsedTime(Since) < (Life / 2 is { } half && half < Youth ? half : Youth);

    private TimeSpan? Left(TimeProvider clock) => Life - clock.GetElapsedTime(Since);
}
