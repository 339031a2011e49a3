using EventSinks.OpenStack;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary>Who reads a queue and where it is: by <c>clouds.yaml</c> and the process's <c>OS_*</c> variables, and the options before them.</summary>
internal sealed class TailConnection : IDisposable
{
    private readonly ISinkHttp _transports;

    private TailConnection(CloudSettings settings, ISinkHttp transports, TimeProvider clock)
    {
        _transports = transports;
        Http = transports.GetClient(new()
        {
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
        var reading = new CloudReader(Variable).Read(cloud, region);
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

        // What an option says cannot be missing.
        string? Variable(string name) => name is "OS_ENDPOINT" && cloud is null ? endpoint ?? console.Variable(name) : console.Variable(name);
    }

    public void Dispose() => (_transports as IDisposable)?.Dispose();

    private static ToolException Wrong(string message) => new(ExitCode.WrongInput, Harmless.Line(message));
}
