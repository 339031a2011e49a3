using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EventSinks.Observing;

/// <summary>Keeps what the meters of one factory measure.</summary>
internal sealed class CollectedMetrics : IDisposable
{
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _all = [];
    private readonly MeterListener _listener = new();

    public CollectedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, Meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _all.Enqueue((instrument, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _all.Enqueue((instrument, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _all.Enqueue((instrument, value, tags.ToArray())));
        _listener.Start();
    }

    public OwnMeters Meters { get; } = new();

    /// <summary>Gets each instrument that has measured something, with all the keys of tags that it did so with.</summary>
    public IEnumerable<string> Rows => _all.GroupBy(static each => $"{each.Instrument.Name} {each.Instrument.GetType().Name.Split('`')[0]} {each.Instrument.Unit}").Select(static group =>
        $"{group.Key} "
        + string.Join(", ", group.SelectMany(static each => each.Tags).Select(static tag => tag.Key).Distinct().Order(StringComparer.Ordinal)));

    /// <summary>Gets everything that was measured as text, for a search.</summary>
    public IEnumerable<string> Texts => _all.Select(static each => $"{each.Instrument.Name} {string.Join(' ', each.Tags.Select(static tag => $"{tag.Key}={tag.Value}"))}");

    /// <summary>Adds up what an instrument measured with all of some tags.</summary>
    public double Sum(string name, params (string Key, string Value)[] tags) => _all
        .Where(each => each.Instrument.Name == name && tags.All(tag => each.Tags.Contains(KeyValuePair.Create(tag.Key, (object?)tag.Value))))
        .Sum(static each => each.Value);

    /// <summary>Looks at what is only measured when somebody looks.</summary>
    public void Look() => _listener.RecordObservableInstruments();

    public void Dispose()
    {
        _listener.Dispose();
        Meters.Dispose();
    }
}
