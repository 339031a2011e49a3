using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EventSinks.OpenStack;
using EventSinks.OpenStack.Answers;

namespace EventSinks.Zaqar.Connections;

/// <summary>
/// Finds out where a stack's events go and in whose name: by the declaration's signed URL, else by a credential of the stack, else, if the
/// operator allows it, in the operator's name. Asked before each delivery; sessions are shared over all stacks, secrets are kept nowhere else.
/// </summary>
internal sealed class ConnectionResolver(
    StackIdentity stack, string queue, SignedUrlOptions? declared, IStackCredentials credentials, OperatorCloud cloud, SessionPool sessions, TimeProvider clock)
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>Gives the connection, or what to tell the host instead: why there is none, and what to set.</summary>
    public async ValueTask<ConnectionAnswer> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OpenStackException error)
        {
            return NoAccess.Judge(error);
        }
        catch (IOException error)
        {
            // A certificate's file, which the operator may yet mend.
            return DeliveryResult.Retry(OneLine.Of(error.Message), after: OneMinute);
        }
    }

    private async ValueTask<ConnectionAnswer> FindAsync(CancellationToken cancellationToken)
    {
        if (declared is not null)
        {
            var url = SignedUrl.Read(declared, queue, out var fault);
            return url is null ? ConnectionAnswer.Suspend($"signed_url cannot be used: {fault}") : await OfUrlAsync(url, null, cancellationToken).ConfigureAwait(false);
        }

        if (await GetAsync(StackCredentialKinds.OpenStackToken, cancellationToken).ConfigureAwait(false) is { } token)
        {
            return await OfTokenAsync(token, cancellationToken).ConfigureAwait(false);
        }

        if (await GetAsync(StackCredentialKinds.OpenStackTrust, cancellationToken).ConfigureAwait(false) is { } trust)
        {
            return await OfTrustAsync(trust, cancellationToken).ConfigureAwait(false);
        }

        if (await GetAsync(StackCredentialKinds.ZaqarSignedUrl, cancellationToken).ConfigureAwait(false) is { } signed)
        {
            return await OfSignedUrlAsync(signed, cancellationToken).ConfigureAwait(false);
        }

        return await OfOperatorAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<StackCredential?> GetAsync(string kind, CancellationToken cancellationToken) =>
        credentials.GetAsync(stack, kind, cancellationToken);

    private async ValueTask<ConnectionAnswer> OfTokenAsync(StackCredential token, CancellationToken cancellationToken)
    {
        var known = cloud.Read().CloudOrNone;
        var authUrl = token.Attribute("auth_url") is { } text ? Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null : known.AuthUrl;
        var project = token.Attribute("project_id");
        if (IsStrangers(project))
        {
            return Strangers(token.Kind, project);
        }

        if (!HeaderValue.Fits(token.Secret))
        {
            return ConnectionAnswer.Suspend("the token has characters that no HTTP header can carry");
        }

        var settings = StackClouds.OfToken(token, known, authUrl);
        if (settings is { AuthUrl: null, MessagingEndpoint: null })
        {
            return ConnectionAnswer.Suspend($"the stack's {token.Kind} credential names neither Zaqar's URL ('endpoint') nor Keystone's ('auth_url')");
        }

        // Zaqar takes the project from the token, whatever the request says.
        return settings.AuthUrl is null && stack.ProjectId is not null
            ? ConnectionAnswer.Suspend($"nobody can be asked whether the stack's {token.Kind} credential is for its project: set 'auth_url', in the credential or in the section of zaqar-queue")
            : await OfSessionAsync(settings, $"the stack's {token.Kind} credential", project ?? stack.ProjectId, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ConnectionAnswer> OfTrustAsync(StackCredential trust, CancellationToken cancellationToken)
    {
        if (cloud.Read() is not { Cloud: { Authentication: AuthenticationKind.Password } trustee, Problem: null })
        {
            return ConnectionAnswer.Suspend(
                $"the stack has an {trust.Kind} credential, but there is no trustee: the operator sets auth_url, username, password and user_domain_id of the user that trusts are given to");
        }

        var project = trust.Attribute("project_id");
        return IsStrangers(project)
            ? Strangers(trust.Kind, project)
            : await OfSessionAsync(StackClouds.OfTrust(trust, trustee), $"the stack's {trust.Kind} credential", project, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ConnectionAnswer> OfSignedUrlAsync(StackCredential signed, CancellationToken cancellationToken)
    {
        if (SignedUrl.Read(signed, queue, out var fault) is not { } url)
        {
            return ConnectionAnswer.Suspend($"the stack's {signed.Kind} credential cannot be used: {fault}");
        }

        return IsStrangers(url.ProjectId)
            ? Strangers(signed.Kind, url.ProjectId)
            : await OfUrlAsync(url, signed.Attribute("endpoint"), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ConnectionAnswer> OfUrlAsync(SignedUrl url, string? endpoint, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= url.ExpiresAt)
        {
            var end = url.ExpiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            return ConnectionAnswer.Suspend($"the signed URL expired at {end}; share the queue again, and give the new URL");
        }

        // A URL that is signed says nothing of its server, and a user must not choose what the engine connects to.
        var known = cloud.Read();
        var server = endpoint ?? known.CloudOrNone.MessagingEndpoint;
        if (server is null && known is { Cloud: { } signsIn, Problem: null })
        {
            server = (await sessions.Get(signsIn).Session.GetAccessAsync(cancellationToken).ConfigureAwait(false)).GetMessagingUrl();
        }

        return server is null
            ? ConnectionAnswer.Suspend("a signed URL does not say where Zaqar is: the operator sets 'endpoint' in the section of zaqar-queue")
            : Connect(server, url.ProjectId, new SignedUrlAuthority(url, sessions.GetClient(known.CloudOrNone)));
    }

    private async ValueTask<ConnectionAnswer> OfOperatorAsync(CancellationToken cancellationToken)
    {
        if (!cloud.AllowsAmbient)
        {
            return ConnectionAnswer.Suspend(
                $"stack {OneLine.Of(stack.Name)} has no credential ({StackCredentialKinds.OpenStackToken}, {StackCredentialKinds.OpenStackTrust} or {StackCredentialKinds.ZaqarSignedUrl}), and the operator does not allow the process's own");
        }

        var known = cloud.Read();
        return known.Cloud is { } settings && known.Problem is null
            ? await OfSessionAsync(settings, "the process's own credential", stack.ProjectId ?? settings.ProjectId, cancellationToken).ConfigureAwait(false)
            : ConnectionAnswer.Suspend(OneLine.Of(known.Problem));
    }

    private async ValueTask<ConnectionAnswer> OfSessionAsync(CloudSettings settings, string what, string? project, CancellationToken cancellationToken)
    {
        var signedIn = sessions.Get(settings);
        var access = await signedIn.Session.GetAccessAsync(cancellationToken).ConfigureAwait(false);

        // Where nobody signs in, the project is whatever the request says.
        if (settings.Authentication is not AuthenticationKind.None)
        {
            if (IsStrangers(access.ProjectId))
            {
                return Strangers(what, access.ProjectId);
            }

            project = access.ProjectId ?? project;
        }

        return Connect(access.GetMessagingUrl(), project, new SessionAuthority(signedIn));
    }

    private bool IsStrangers([NotNullWhen(true)] string? project) => project is not null && stack.ProjectId is { } owner && project != owner;

    private ConnectionAnswer Strangers(string what, string project) => ConnectionAnswer.Suspend(
        $"{what} is for project {OneLine.Of(project)}, but the stack belongs to project {OneLine.Of(stack.ProjectId)}: nothing is delivered into another project");

    // Neither value nor token is repeated in a reason: both may hold what nobody should read.
    private static ConnectionAnswer Connect(string endpoint, string? project, IZaqarAuthority authority)
    {
        if (!MessagingEndpoint.TryParse(endpoint, out var server))
        {
            return ConnectionAnswer.Suspend(
                "what is given as Zaqar's URL is not one such as https://zaqar.example.com:8888 (http or https, without user, query or fragment)");
        }

        return HeaderValue.Fits(project)
            ? new ZaqarConnection(server, project, authority)
            : ConnectionAnswer.Suspend("the project's id has characters that no HTTP header can carry");
    }
}
