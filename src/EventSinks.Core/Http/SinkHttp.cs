using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace EventSinks.Http;

/// <summary>
/// HTTP for sinks on <see cref="IHttpClientFactory"/>: clients with equal settings share connections. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Clients follow no redirects, keep no cookies, use no proxy and read at most 4 MiB of an answer unless the sink raises that.</para>
/// <para>
/// A client whose address is not the operator's connects to public addresses and to <see cref="SinkHttpOptions.AllowedNetworks"/>: names are
/// resolved once for each connection, and the connection goes to an address that was looked at.
/// </para>
/// <para>
/// Certificate files are read when the first client of their settings is asked for, and again for clients asked for after a file has
/// changed. Names are resolved anew within five minutes.
/// </para>
/// <para>
/// Requests are seen through the meter and the activity source <c>System.Net.Http</c>. Nothing is logged: a URL may itself be a secret.
/// </para>
/// </remarks>
public sealed class SinkHttp : ISinkHttp, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHttpClientFactory _factory;
    private readonly IHttpMessageHandlerFactory _handlers;
    private readonly SinkTransports _transports = new();
    private readonly ConcurrentDictionary<SinkHttpSettings, SinkTransport> _current = new();
    private readonly AddressGuard _guard;
    private bool _disposed;

    /// <summary>Makes HTTP for sinks that may connect to the public Internet alone. It needs no container of the host's.</summary>
    public SinkHttp()
        : this(new SinkHttpOptions())
    {
    }

    /// <summary>Makes HTTP for sinks. It needs no container of the host's.</summary>
    /// <param name="options">Where sinks may connect to.</param>
    public SinkHttp(SinkHttpOptions options)
        : this(options, new SystemResolver())
    {
    }

    /// <summary>Makes HTTP for sinks that has addresses from somewhere else than the machine's resolver.</summary>
    internal SinkHttp(SinkHttpOptions options, IAddressResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(options);
        _guard = new AddressGuard(options);

        // Settings come with plug-ins and declarations, long after a container is built: hence clients whose names are made up at run
        // time, and a private container whose only purpose is the factory.
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.ConfigureHttpClientDefaults(static client => client.RemoveAllLoggers());
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new ConfigureSinkClients(_transports, new GuardedConnector(_guard, resolver, TimeProvider.System)));
        _services = services.BuildServiceProvider();
        _factory = _services.GetRequiredService<IHttpClientFactory>();
        _handlers = _services.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentOutOfRangeException">A number or time in <paramref name="settings"/> is out of its range.</exception>
    /// <exception cref="IOException">A certificate file cannot be read; the message names it and says why.</exception>
    /// <exception cref="ObjectDisposedException">This has been disposed.</exception>
    public HttpClient GetClient(SinkHttpSettings settings)
    {
        Check(settings);
        return _factory.CreateClient(Find(settings).Name);
    }

    /// <summary>Gets a client whose requests pass a handler of the caller's before anything else.</summary>
    /// <param name="settings">The transport; equal settings share connections.</param>
    /// <param name="around">Puts the handler around the transport, which it must not dispose.</param>
    /// <returns>A client, otherwise as <see cref="GetClient(SinkHttpSettings)"/> gives it.</returns>
    internal HttpClient GetClient(SinkHttpSettings settings, Func<HttpMessageHandler, HttpMessageHandler> around)
    {
        Check(settings);
        var client = new HttpClient(around(_handlers.CreateHandler(Find(settings).Name)), disposeHandler: false);
        ConfigureSinkClients.SetUp(client);
        return client;
    }

    /// <inheritdoc />
    public bool MayConnect(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return _guard.MayAllow(url);
    }

    /// <summary>Gives no more clients. Those in use go on; connections close when they have been idle for a minute.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _services.Dispose();
        }
    }

    private void Check(SinkHttpSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        if (FindFault(settings) is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings, fault);
        }
    }

    private static string? FindFault(SinkHttpSettings settings) => settings switch
    {
        _ when settings.ConnectTimeout <= TimeSpan.Zero || settings.ConnectTimeout.TotalMilliseconds > int.MaxValue =>
            $"{nameof(settings.ConnectTimeout)} is more than zero and at most 24 days, but is {settings.ConnectTimeout}.",
        { MaxConnectionsPerServer: < 1 } =>
            $"{nameof(settings.MaxConnectionsPerServer)} is at least 1, but is {settings.MaxConnectionsPerServer}.",
        { MaxResponseHeadersKilobytes: < 1 } =>
            $"{nameof(settings.MaxResponseHeadersKilobytes)} is at least 1, but is {settings.MaxResponseHeadersKilobytes}.",
        _ => null,
    };

    private SinkTransport Find(SinkHttpSettings settings)
    {
        // The stamp is taken before the files are read: one that changes meanwhile is read again for the next client.
        var stamp = CertificateFilesStamp.Of(settings);
        if (_current.TryGetValue(settings, out var known) && known.Stamp == stamp)
        {
            return known;
        }

        // Files are read here and not in the factory, which would keep a first failure for ever.
        var read = SinkTransport.Open(settings, stamp);
        _transports.Add(read);
        return _current.AddOrUpdate(settings, read, (_, other) => other.Stamp == stamp ? other : read);
    }
}
