using System.Collections.Concurrent;

namespace EventSinks.Http;

/// <summary>The transports in use, by the names that the client factory asks for. Thread-safe.</summary>
internal sealed class SinkTransports
{
    private readonly ConcurrentDictionary<string, SinkTransport> _byName = new(StringComparer.Ordinal);

    public void Add(SinkTransport transport) => _byName.TryAdd(transport.Name, transport);

    public SinkTransport? Find(string name) => _byName.GetValueOrDefault(name);
}
