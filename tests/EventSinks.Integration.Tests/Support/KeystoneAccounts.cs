namespace EventSinks.Integration.Support;

/// <summary>What can be signed in with at <see cref="KeystoneServer"/>. Made anew with each start from nothing.</summary>
/// <param name="AuthUrl">Keystone's address, with <c>/v3</c>.</param>
/// <param name="MessagingUrl">Its Zaqar's address, without a path. In the catalog for all interfaces of RegionOne, and public in RegionTwo.</param>
/// <param name="Users">
/// The users by name: admin; engine, who is in project service and trusted; alice (in alpha), bob (in beta), carol (in both), each as a member.
/// </param>
/// <param name="ProjectIds">The projects' ids by name: admin, service, alpha, beta. All are in the default domain, as the users are.</param>
/// <param name="ApplicationCredential">The one alice has made in alpha.</param>
/// <param name="TrustIds">By who trusts the engine, as a member and with impersonation: alice (in alpha) and bob (in beta).</param>
internal sealed record KeystoneAccounts(
    Uri AuthUrl,
    Uri MessagingUrl,
    IReadOnlyDictionary<string, KeystoneUser> Users,
    IReadOnlyDictionary<string, string> ProjectIds,
    KeystoneApplicationCredential ApplicationCredential,
    IReadOnlyDictionary<string, string> TrustIds);
