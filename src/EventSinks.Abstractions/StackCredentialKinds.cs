namespace EventSinks;

/// <summary>The kinds of credentials that the sinks of this project ask for. Other plug-ins may define kinds of their own.</summary>
public static class StackCredentialKinds
{
    /// <summary>
    /// A Keystone token as <see cref="StackCredential.Secret"/>. Attributes: <c>endpoint</c> (the service's URL) and <c>project_id</c>.
    /// </summary>
    public const string OpenStackToken = "openstack-token";

    /// <summary>The id of a Keystone trust that the stack's owner gave the engine, as <see cref="StackCredential.Secret"/>.</summary>
    public const string OpenStackTrust = "openstack-trust";

    /// <summary>
    /// The signature of a Zaqar pre-signed URL as <see cref="StackCredential.Secret"/>. Attributes: <c>endpoint</c>, <c>paths</c>,
    /// <c>methods</c>, <c>project</c>, <c>expires</c>, as Zaqar's <c>share</c> returns them.
    /// </summary>
    public const string ZaqarSignedUrl = "zaqar-signed-url";
}
