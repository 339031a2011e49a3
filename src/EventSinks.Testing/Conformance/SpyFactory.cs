using System.Collections.Concurrent;

namespace EventSinks.Testing.Conformance;

/// <summary>Passes everything on to the factory under test, and keeps what is seen on the way. Thread-safe.</summary>
internal sealed class SpyFactory(IEventSinkFactory inner) : IEventSinkFactory
{
    private readonly ConcurrentQueue<(string Member, Exception Error)> _thrown = new();
    private readonly ConcurrentQueue<OptionFinding> _findings = new();
    private object? _lastDescribed;

    public IEventSinkFactory Inner => inner;

    public Type OptionsType => inner.OptionsType;

    /// <summary>Gets the options that were described last.</summary>
    public object? LastDescribed => Volatile.Read(ref _lastDescribed);

    /// <summary>Gets what the factory has thrown, and where.</summary>
    public IReadOnlyList<(string Member, Exception Error)> Thrown => [.. _thrown];

    /// <summary>Gets what the factory has found in options.</summary>
    public IReadOnlyList<OptionFinding> Findings => [.. _findings];

    public SinkDestination Describe(object options)
    {
        Volatile.Write(ref _lastDescribed, options);
        return Watch(nameof(Describe), () => inner.Describe(options));
    }

    public void Check(object options, OptionsCheck check)
    {
        var before = check.Findings.Count;
        Watch(nameof(Check), () =>
        {
            inner.Check(options, check);
            return true;
        });
        foreach (var finding in check.Findings.Skip(before))
        {
            _findings.Enqueue(finding);
        }
    }

    public IEventSink Create(object options, SinkContext context) => Watch(nameof(Create), () => inner.Create(options, context));

    private T Watch<T>(string member, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error)
        {
            // A factory may throw anything, and the host goes on with it as ever.
            _thrown.Enqueue((member, error));
            throw;
        }
    }
}
