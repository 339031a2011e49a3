using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>Says what it means for a lane that its cloud cannot be signed in to.</summary>
internal static class NoAccess
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Judges why there is no access. Keystone's troubles make lanes wait rather than open Zaqar's circuit; the session itself sees to it
    /// that a Keystone in trouble is not asked by each of them.
    /// </summary>
    public static DeliveryResult Judge(OpenStackException error) => error.Failure switch
    {
        OpenStackFailure.BadSettings => DeliveryResult.Suspend(error.Message),
        OpenStackFailure.Unavailable => DeliveryResult.Retry(error.Message, after: error.RetryAfter),

        // A password, a trust or a catalog may be put right without anybody telling the engine.
        _ => DeliveryResult.Retry(error.Message, after: error.RetryAfter > OneMinute ? error.RetryAfter : OneMinute),
    };
}
