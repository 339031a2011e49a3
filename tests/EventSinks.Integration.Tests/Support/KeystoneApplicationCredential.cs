namespace EventSinks.Integration.Support;

/// <summary>An application credential of <see cref="KeystoneServer"/>.</summary>
internal sealed record KeystoneApplicationCredential(string Id, string Name, string Secret);
