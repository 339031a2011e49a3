using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventSinks.Observing;

/// <summary>Keeps all that is logged at any level: texts, values, scopes, exceptions.</summary>
internal sealed class EverythingLogged : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _texts = [];

    public IEnumerable<string> Texts => _texts;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _texts.Enqueue($"scope {Values(state)}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _texts.Enqueue($"{eventId.Name} {formatter(state, exception)} {Values(state)} {exception}");

    public void Dispose()
    {
    }

    private static string Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(static value => $"{value.Key}={value.Value}")) : $"{state}";
}
