using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>What the operator has said of the cloud.</summary>
/// <param name="Cloud">How to reach it and who signs in; null if nothing usable was said.</param>
/// <param name="Problem">Why it cannot be signed in with, or null.</param>
internal sealed record OperatorSettings(CloudSettings? Cloud, string? Problem)
{
    /// <summary>Gets the settings for a cloud of which the operator has said nothing: the credential has to say all.</summary>
    public CloudSettings CloudOrNone => Cloud ?? new();
}
