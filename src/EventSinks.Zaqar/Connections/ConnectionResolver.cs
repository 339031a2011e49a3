using EventSinks.OpenStack.Answers;
using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>
/// Finds out where a stack's events go and in whose name: by the stack's own credential, else, if the operator allows it, by the
/// process's variables. Asked before each delivery and keeps nothing.
/// </summary>
internal sealed class ConnectionResolver(StackIdentity stack, IStackCredentials credentials, Func<string, string?> variable)
{
    /// <summary>Gives the connection, or why there is none and what to set.</summary>
    public async ValueTask<ConnectionAnswer> ResolveAsync(CancellationToken cancellationToken)
    {
        var ambient = credentials.AllowAmbient ? AmbientSettings.Read(variable) : null;
        var credential = await credentials.GetAsync(stack, StackCredentialKinds.OpenStackToken, cancellationToken).ConfigureAwait(false);
        return (credential, ambient) switch
        {
            ({ } own, _) => OfCredential(own, ambient),
            (null, { } allowed) => OfVariables(allowed),
            _ => $"stack {stack.Name} has no {StackCredentialKinds.OpenStackToken} credential, and the operator does not allow the process's own OS_* settings",
        };
    }

    private ConnectionAnswer OfCredential(StackCredential own, AmbientSettings? ambient)
    {
        var endpoint = own.Attributes.GetValueOrDefault("endpoint");
        return string.IsNullOrWhiteSpace(endpoint) && ambient?.Endpoint is null
            ? $"the stack's {own.Kind} credential names no endpoint"
            : Connect(
                string.IsNullOrWhiteSpace(endpoint) ? ambient!.Endpoint : endpoint,
                $"the endpoint of the stack's {own.Kind} credential",
                own.Attributes.GetValueOrDefault("project_id") ?? stack.ProjectId,
                own.Secret);
    }

    private ConnectionAnswer OfVariables(AmbientSettings ambient)
    {
        var withoutToken = ambient.AuthType is "none";
        if (!withoutToken && ambient.AuthType is not (null or "token" or "v3token" or "admin_token"))
        {
            return $"OS_AUTH_TYPE is '{OneLine.Of(ambient.AuthType)}', which this sink does not know; set it to 'none', or set OS_TOKEN";
        }

        if (!withoutToken && ambient.Token is null)
        {
            return "there are no credentials: set OS_AUTH_TYPE=none with OS_ENDPOINT and OS_PROJECT_ID, or OS_TOKEN with OS_ENDPOINT";
        }

        return ambient.Endpoint is null
            ? "OS_ENDPOINT is not set: it is Zaqar's URL, such as https://zaqar.example.com:8888"
            : Connect(ambient.Endpoint, "OS_ENDPOINT", stack.ProjectId ?? ambient.ProjectId, withoutToken ? null : ambient.Token);
    }

    // Neither value nor token is repeated in a reason: both may hold what nobody should read.
    private static ConnectionAnswer Connect(string? endpoint, string source, string? project, string? token)
    {
        if (!MessagingEndpoint.TryParse(endpoint, out var server))
        {
            return $"{source} is not a URL such as https://zaqar.example.com:8888 (http or https, without user, query or fragment)";
        }

        if (!FitsInHeader(project))
        {
            return "the project's id has characters that no HTTP header can carry";
        }

        return FitsInHeader(token) ? new ZaqarConnection(server, project, token) : "the token has characters that no HTTP header can carry";
    }

    private static bool FitsInHeader(string? value) => value is null || value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
