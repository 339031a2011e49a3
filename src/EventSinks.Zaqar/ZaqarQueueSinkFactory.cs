using System.Globalization;
using EventSinks.OpenStack;
using EventSinks.Zaqar.Connections;
using EventSinks.Zaqar.Requests;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Zaqar;

/// <summary>Makes sinks that put a stack's events into a queue of OpenStack Zaqar (API v2). Thread-safe.</summary>
[ExportEventSink("zaqar-queue")]
public sealed class ZaqarQueueSinkFactory : EventSinkFactory<ZaqarQueueOptions>
{
    // When there is still time to share the queue again.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    private readonly IStackCredentials _credentials;
    private readonly TimeProvider _clock;
    private readonly OperatorCloud _cloud;
    private readonly SessionPool _sessions;

    /// <summary>Makes the factory.</summary>
    /// <param name="http">Gives the HTTP clients.</param>
    /// <param name="credentials">
    /// Asked at each delivery for the credentials of the stack, and whether the process's own (<c>OS_*</c> variables, <c>clouds.yaml</c>) may
    /// be used for stacks without one.
    /// </param>
    /// <param name="configuration">
    /// The sink type's own section: the operator's cloud, by the keys of <c>clouds.yaml</c>. It gives addresses and TLS for all stacks, the
    /// trustee for trusts, and, where ambient credentials are allowed, who signs in for stacks without a credential.
    /// </param>
    /// <param name="clock">The clock that lifetimes and ends go by.</param>
    public ZaqarQueueSinkFactory(ISinkHttp http, IStackCredentials credentials, IConfigurationSection configuration, TimeProvider clock)
        : this(http, credentials, configuration, clock, CloudReader.OfProcess())
    {
    }

    /// <summary>Makes the factory with variables and files from somewhere else than the process.</summary>
    internal ZaqarQueueSinkFactory(
        ISinkHttp http, IStackCredentials credentials, IConfigurationSection configuration, TimeProvider clock, CloudReader reader)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(clock);
        _credentials = credentials;
        _clock = clock;
        _cloud = new(configuration, credentials.AllowAmbient, reader, clock);
        _sessions = new(http, clock);
    }

    /// <inheritdoc />
    protected override SinkDestination Describe(ZaqarQueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Where only the catalog knows Zaqar's address, Keystone's tells the cloud just as well.
        var cloud = _cloud.Read().Cloud;
        var endpoint = MessagingEndpoint.TryParse(cloud?.MessagingEndpoint, out var known) ? known.Authority : cloud?.AuthUrl?.Authority;
        var url = options.SignedUrl is { } signed ? SignedUrl.Read(signed, options.Target, out _) : null;
        return new(options.Target, endpoint, url?.ExpiresAt);
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
            var ttl = options.Ttl.Value.ToString(CultureInfo.InvariantCulture);
            check.Warn(nameof(options.Ttl), $"ttl {ttl} is below Zaqar's minimum; {options.EffectiveTtl} is used");
        }

        if (options.SignedUrl is { } signed)
        {
            Check(options, signed, check);
        }

        if (options.Delay is > 0 && (options.SignedUrl is not null || QueueMetadata.ForbidsDelays(options)))
        {
            check.Warn(nameof(options.Delay), "delay has no effect unless the queue has a _default_message_delay above 0, which this declaration does not give it");
        }
    }

    /// <inheritdoc />
    protected override IEventSink Create(ZaqarQueueOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        var connections = new ConnectionResolver(context.Stack, options.Target, options.SignedUrl, _credentials, _cloud, _sessions, context.Clock);
        return new ZaqarQueueSink(options, context.Stack, connections);
    }

    private void Check(ZaqarQueueOptions options, SignedUrlOptions signed, OptionsCheck check)
    {
        if (SignedUrl.Read(signed, options.Target, out var fault) is not { } url)
        {
            check.Error(nameof(options.SignedUrl), $"signed_url cannot be used: {fault}");
        }
        else if (url.ExpiresAt <= _clock.GetUtcNow())
        {
            // No error: a stack that was opened with it when it was good opens as ever, and its sink says so.
            check.Warn(nameof(options.SignedUrl), $"signed_url expired at {signed.Expires}, and nothing is delivered; share the queue again, and put in what that returns");
        }
        else if (url.ExpiresAt - _clock.GetUtcNow() < Soon)
        {
            check.Warn(nameof(options.SignedUrl), $"signed_url ends at {signed.Expires}, within a day; nothing is delivered after that");
        }

        if (options.QueueMetadata is not null)
        {
            check.Error(nameof(options.QueueMetadata), SignedUrl.CreatesNoQueue);
        }
    }
}
