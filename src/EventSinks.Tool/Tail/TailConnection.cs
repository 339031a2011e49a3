using EventSinks.OpenStack;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary>Who reads a queue and where it is: by <c>clouds.yaml</c> and the process's <c>OS_*</c> variables, and the options before them.</summary>
internal sealed class TailConnection : IDisposable
{
    // Of these kinds of signing in the settings are incomplete without an endpoint.
    private static readonly string[] TypesWithEndpoint = ["none", "token", "v3token", "admin_token", "token_endpoint"];

    private readonly ISinkHttp _transports;

    private TailConnection(CloudSettings settings, ISinkHttp transports, TimeProvider clock)
    {
        _transports = transports;
        Http = transports.GetClient(new()
        {
            AddressFromOperator = true,
            CaCertificateFile = settings.CaCertificateFile,
            ClientCertificateFile = settings.ClientCertificateFile,
            ClientKeyFile = settings.ClientKeyFile,
            VerifyServer = settings.VerifyServer,
        });
        Session = new(settings, Http, clock);
    }

    /// <summary>Gets what signs in.</summary>
    public OpenStackSession Session { get; }

    /// <summary>Gets what reaches the servers.</summary>
    public HttpClient Http { get; }

    /// <summary>Opens a connection; nobody is asked yet.</summary>
    /// <param name="console">Has the variables, and is told of files that were passed over.</param>
    /// <param name="cloud">The cloud of <c>clouds.yaml</c>, if one is named.</param>
    /// <param name="region">The region, if one is named.</param>
    /// <param name="endpoint">Zaqar's URL, if it is named.</param>
    /// <param name="project">The project's id, if it is named.</param>
    /// <exception cref="ToolException">The settings are wrong or not enough.</exception>
    public static TailConnection Open(ToolConsole console, string? cloud, string? region, string? endpoint, string? project)
    {
        var isVariable = endpoint is not null && IsVariable(console, cloud);
        var reading = new CloudReader(name => isVariable && name is "OS_ENDPOINT" ? endpoint : console.Variable(name)).Read(cloud, region);
        foreach (var warning in reading.Warnings)
        {
            console.Complain($"eventsinks: {Harmless.Line(warning)}");
        }

        if (reading.Problem is { } problem)
        {
            throw Wrong(problem);
        }

        var settings = reading.Settings;
        settings = endpoint is null ? settings : settings with { MessagingEndpoint = endpoint };
        settings = project is null ? settings : settings with { ProjectId = project, ProjectName = null, ProjectDomainId = null, ProjectDomainName = null };

        // Zaqar has the project in the token; without one it has to be told.
        if (settings is { Authentication: AuthenticationKind.None, ProjectId: null })
        {
            throw Wrong("whose queue is it? Set OS_PROJECT_ID or give --project ID");
        }

        try
        {
            return new(settings, console.OpenHttp(), console.Clock);
        }
        catch (IOException error)
        {
            throw Wrong(error.Message);
        }
    }

    public void Dispose() => (_transports as IDisposable)?.Dispose();

    // What an option says cannot be missing, nor be wrong as a variable. Where no other variable makes a cloud, though, the option must not: it
    // would hide clouds.yaml; and beside a cloud that is named, it would be called useless.
    private static bool IsVariable(ToolConsole console, string? cloud) =>
        string.IsNullOrEmpty(cloud) && console.Variable("OS_CLOUD") is null
        && ((console.Variable("OS_ENDPOINT") ?? console.Variable("OS_TOKEN") ?? console.Variable("OS_AUTH_TOKEN")) is not null
            || TypesWithEndpoint.Contains(console.Variable("OS_AUTH_TYPE") ?? console.Variable("OS_AUTH_PLUGIN"), StringComparer.OrdinalIgnoreCase));

    private static ToolException Wrong(string message) => new(ExitCode.WrongInput, Harmless.Line(message));
}
