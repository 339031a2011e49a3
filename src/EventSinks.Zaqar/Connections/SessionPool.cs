using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>
/// The sessions in use, one for each identity, over all lanes: so there is one token for an identity, and one question to Keystone for all
/// that wait for it. A session that nobody has asked for in a while is forgotten, and its token with it. Thread-safe.
/// </summary>
internal sealed class SessionPool(ISinkHttp http, TimeProvider clock)
{
    /// <summary>How long a session is kept that nobody asks for.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<CloudSettings, Entry> _sessions = [];
    private DateTimeOffset _sweptAt = clock.GetUtcNow();

    /// <summary>Gives the session of an identity.</summary>
    /// <exception cref="IOException">A certificate file that the settings name cannot be read.</exception>
    public CloudSession Get(CloudSettings settings)
    {
        var now = clock.GetUtcNow();
        var stamp = CertificateStamp.Of(settings);
        lock (_lock)
        {
            Sweep(now);
            if (_sessions.TryGetValue(settings, out var known) && known.Stamp == stamp)
            {
                known.UsedAt = now;
                return known.Cloud;
            }
        }

        // Reads certificate files, so not under the lock; the same settings share connections anyhow.
        var client = GetClient(settings);
        lock (_lock)
        {
            if (!_sessions.TryGetValue(settings, out var entry) || entry.Stamp != stamp)
            {
                entry = new(new(new(settings, client, clock), client), stamp);
                _sessions[settings] = entry;
            }

            entry.UsedAt = now;
            return entry.Cloud;
        }
    }

    /// <summary>Gives a client for servers that nobody has to sign in to.</summary>
    /// <exception cref="IOException">A certificate file that the settings name cannot be read.</exception>
    public HttpClient GetClient(CloudSettings settings) => http.GetClient(new()
    {
        // From the operator's section, his cloud's catalog or a credential that the engine gave; a declaration names no server.
        AddressFromOperator = true,
        CaCertificateFile = settings.CaCertificateFile,
        ClientCertificateFile = settings.ClientCertificateFile,
        ClientKeyFile = settings.ClientKeyFile,
        VerifyServer = settings.VerifyServer,
    });

    private void Sweep(DateTimeOffset now)
    {
        if (now - _sweptAt < IdleTime)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (settings, entry) in _sessions)
        {
            if (now - entry.UsedAt >= IdleTime)
            {
                _sessions.Remove(settings);
            }
        }
    }

    private sealed class Entry(CloudSession cloud, CertificateStamp stamp)
    {
        public CloudSession Cloud { get; } = cloud;

        public CertificateStamp Stamp { get; } = stamp;

        public DateTimeOffset UsedAt { get; set; }
    }
}
