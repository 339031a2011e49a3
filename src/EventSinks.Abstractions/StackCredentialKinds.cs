namespace EventSinks;

/// <summary>The kinds of credentials that the sinks of this project ask for. Other plug-ins may define kinds of their own.</summary>
public static class StackCredentialKinds
{
    /// <summary>
    /// A Keystone token as <see cref="StackCredential.Secret"/>, used as it is. Attributes, all optional as far as the operator has set the
    /// rest: <c>endpoint</c> (Zaqar's URL), <c>auth_url</c> (Keystone's, which is asked what project the token is for, and for its catalog),
    /// <c>region</c>, <c>project_id</c>. A token of another project than the stack's is not used, nor one of which nobody can be asked.
    /// </summary>
    public const string OpenStackToken = "openstack-token";

    /// <summary>
    /// The id of a Keystone trust that the stack's owner gave the engine, as <see cref="StackCredential.Secret"/>; the operator's user is
    /// the trustee. Attributes, all optional: <c>endpoint</c>, <c>region</c>, <c>project_id</c>. A trust of another project than the stack's
    /// is not used.
    /// </summary>
    public const string OpenStackTrust = "openstack-trust";

    /// <summary>
    /// The signature of a Zaqar pre-signed URL as <see cref="StackCredential.Secret"/>. Attributes as Zaqar's <c>share</c> returns them:
    /// <c>paths</c> and <c>methods</c> (lists, separated by commas), <c>project</c>, <c>expires</c>; besides <c>endpoint</c> (Zaqar's URL), if
    /// the operator has not set it. One of another project than the stack's is not used.
    /// </summary>
    public const string ZaqarSignedUrl = "zaqar-signed-url";
}
