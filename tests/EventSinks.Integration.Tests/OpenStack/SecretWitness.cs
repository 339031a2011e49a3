using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace EventSinks.Integration.OpenStack;

/// <summary>
/// Writes down everything that is said while it exists: logs of every level, activities and measurements of every source. Thread-safe.
/// </summary>
internal sealed class SecretWitness : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _logs = [];
    private readonly ConcurrentQueue<string> _activities = [];
    private readonly ConcurrentQueue<string> _measurements = [];
    private readonly ConcurrentQueue<string> _others = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public SecretWitness()
    {
        _listener = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _activities.Enqueue(Describe(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<byte>(Note);
        _meters.SetMeasurementEventCallback<short>(Note);
        _meters.SetMeasurementEventCallback<int>(Note);
        _meters.SetMeasurementEventCallback<long>(Note);
        _meters.SetMeasurementEventCallback<float>(Note);
        _meters.SetMeasurementEventCallback<double>(Note);
        _meters.SetMeasurementEventCallback<decimal>(Note);
        _meters.Start();
    }

    public IReadOnlyCollection<string> Logs => _logs;

    public IReadOnlyCollection<string> Activities => _activities;

    public IReadOnlyCollection<string> Measurements => _measurements;

    public IEnumerable<string> All => [.. _logs, .. _activities, .. _measurements, .. _others];

    /// <summary>Writes down what else somebody may see.</summary>
    public void Note(object? seen) => _others.Enqueue(seen?.ToString() ?? "");

    /// <summary>Reads what meters say only when they are asked.</summary>
    public void RecordObservables() => _meters.RecordObservableInstruments();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // Nothing goes anywhere else.
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _logs.Enqueue($"{state}");
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> named ? Join(named) : "";
        _logs.Enqueue($"{logLevel} {eventId} {formatter(state, exception)} {values} {exception}");
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private static string Describe(Activity activity) => string.Join(
        ' ',
        [
            activity.Source.Name,
            activity.OperationName,
            activity.DisplayName,
            activity.StatusDescription,
            Join(activity.TagObjects),
            Join(activity.Baggage.Select(static each => KeyValuePair.Create(each.Key, (object?)each.Value))),
            .. activity.Events.Select(static each => $"{each.Name} {Join(each.Tags)}"),
        ]);

    private static string Join(IEnumerable<KeyValuePair<string, object?>> values) =>
        string.Join(' ', values.Select(static each => $"{each.Key}={each.Value}"));

    private void Note<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct =>
        _measurements.Enqueue($"{instrument.Meter.Name} {instrument.Name} {measurement} {Join(tags.ToArray())}");
}
