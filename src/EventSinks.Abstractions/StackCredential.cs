using System.Collections.ObjectModel;

namespace EventSinks;

/// <summary>A credential of one stack. Immutable. Its text shows its kind only.</summary>
/// <param name="kind">What it is; see <see cref="StackCredentialKinds"/>.</param>
/// <param name="secret">The secret itself.</param>
/// <param name="attributes">What goes with it and is not secret, by name; the kind says which.</param>
/// <param name="expiresAt">When it stops working, if that is known.</param>
public sealed class StackCredential(
    string kind, string secret, IReadOnlyDictionary<string, string>? attributes = null, DateTimeOffset? expiresAt = null)
{
    /// <summary>Gets what it is.</summary>
    public string Kind { get; } = kind;

    /// <summary>Gets the secret itself. Never log it.</summary>
    public string Secret { get; } = secret;

    /// <summary>Gets what goes with it and is not secret, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; } = attributes ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets when it stops working, if that is known.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    /// <summary>Gives the kind, never the secret.</summary>
    /// <returns>For example <c>openstack-token (hidden)</c>.</returns>
    public override string ToString() => $"{Kind} (hidden)";
}
