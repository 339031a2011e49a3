using System.Globalization;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Connections;

namespace EventSinks.Zaqar;

/// <summary>Makes sinks that put a stack's events into a queue of OpenStack Zaqar (API v2). Thread-safe.</summary>
[ExportEventSink("zaqar-queue")]
public sealed class ZaqarQueueSinkFactory : EventSinkFactory<ZaqarQueueOptions>
{
    private readonly ISinkHttp _http;
    private readonly IStackCredentials _credentials;
    private readonly Func<string, string?> _variable;

    /// <summary>Makes the factory.</summary>
    /// <param name="http">Gives the HTTP clients.</param>
    /// <param name="credentials">
    /// Asked for <see cref="StackCredentialKinds.OpenStackToken"/> at each delivery, and whether the process's own <c>OS_*</c> variables may
    /// be used for stacks without one.
    /// </param>
    public ZaqarQueueSinkFactory(ISinkHttp http, IStackCredentials credentials)
        : this(http, credentials, Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>Makes the factory with variables from somewhere else than the process.</summary>
    internal ZaqarQueueSinkFactory(ISinkHttp http, IStackCredentials credentials, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(credentials);
        _http = http;
        _credentials = credentials;
        _variable = variable;
    }

    /// <inheritdoc />
    protected override SinkDestination Describe(ZaqarQueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoint = _credentials.AllowAmbient && MessagingEndpoint.TryParse(AmbientSettings.Read(_variable).Endpoint, out var known)
            ? known.Authority
            : null;
        return new(options.Target, endpoint);
    }

    /// <inheritdoc />
    protected override void Check(ZaqarQueueOptions options, OptionsCheck check)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(check);
        if (options.Target is "." or "..")
        {
            check.Error(nameof(options.Target), $"target '{options.Target}' is a step in a URL's path and cannot be addressed; use another name");
        }

        if (options.Ttl < ZaqarQueueOptions.MinimumTtl)
        {
            var ttl = options.Ttl.ToString(CultureInfo.InvariantCulture);
            check.Warn(nameof(options.Ttl), $"ttl {ttl} is below Zaqar's minimum; {options.EffectiveTtl} is used");
        }
    }

    /// <inheritdoc />
    protected override IEventSink Create(ZaqarQueueOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        var transport = _credentials.AllowAmbient ? AmbientSettings.Read(_variable).Transport : new SinkHttpSettings();
        var connections = new ConnectionResolver(context.Stack, _credentials, _variable);
        return new ZaqarQueueSink(options, context.Stack, connections, _http.GetClient(transport));
    }
}
