using EventSinks.OpenStack;
using EventSinks.Tool.Terminal;

namespace EventSinks.Tool.Tail;

/// <summary>Who reads a queue and where it is, by the options and the process's <c>OS_*</c> variables.</summary>
internal sealed class TailConnection : IDisposable
{
    private TailConnection(CloudSettings settings, HttpClient http, TimeProvider clock)
    {
        Http = http;
        Session = new(settings, http, clock);
    }

    /// <summary>Gets what signs in.</summary>
    public OpenStackSession Session { get; }

    /// <summary>Gets what reaches the servers.</summary>
    public HttpClient Http { get; }

    /// <summary>Opens a connection; nobody is asked yet.</summary>
    /// <param name="console">Has the variables.</param>
    /// <param name="cloud">The cloud of <c>clouds.yaml</c>, if one is named.</param>
    /// <param name="region">The region, if one is named.</param>
    /// <param name="endpoint">Zaqar's URL, if it is named.</param>
    /// <param name="project">The project's id, if it is named.</param>
    /// <exception cref="ToolException">The settings are wrong or not enough.</exception>
    public static TailConnection Open(ToolConsole console, string? cloud, string? region, string? endpoint, string? project)
    {
        if (cloud is not null)
        {
            throw Wrong($"cloud '{Harmless.Line(cloud)}' is not known here: set OS_ENDPOINT with OS_PROJECT_ID or OS_TOKEN");
        }

        var token = console.Variable("OS_AUTH_TYPE") is "none" ? null : console.Variable("OS_TOKEN");
        var settings = new CloudSettings
        {
            Authentication = token is null ? AuthenticationKind.None : AuthenticationKind.Token,
            Token = token,
            AuthUrl = Uri.TryCreate(console.Variable("OS_AUTH_URL"), UriKind.Absolute, out var authUrl) ? authUrl : null,
            Region = region ?? console.Variable("OS_REGION_NAME"),
            MessagingEndpoint = endpoint ?? console.Variable("OS_ENDPOINT"),
            ProjectId = project ?? console.Variable("OS_PROJECT_ID"),
        };
        if (settings.MessagingEndpoint is null)
        {
            throw Wrong("where is Zaqar? Set OS_ENDPOINT or give --endpoint URL");
        }

        // Zaqar has the project in the token; without one it has to be told.
        return settings.ProjectId is null && token is null
            ? throw Wrong("whose queue is it? Set OS_PROJECT_ID or give --project ID")
            : new(settings, new HttpClient(console.NewHttpHandler()), console.Clock);
    }

    public void Dispose() => Http.Dispose();

    private static ToolException Wrong(string message) => new(ExitCode.WrongInput, message);
}
