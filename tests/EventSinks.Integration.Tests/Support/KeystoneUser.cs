namespace EventSinks.Integration.Support;

/// <summary>A user of <see cref="KeystoneServer"/>.</summary>
internal sealed record KeystoneUser(string Id, string Name, string Password, string DomainId, string DomainName);
