using System.Runtime.InteropServices;

namespace EventSinks.Tool.Terminal;

/// <summary>Ctrl-C, twice: the first asks a command to finish what it has, the second to leave it. Thread-safe.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _count;

    /// <summary>Gets the token of the first.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Gets the token of the second.</summary>
    public CancellationToken Aborting => _aborting.Token;

    /// <summary>Takes the signals that ask a process to end.</summary>
    public void Listen()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Interrupt();
            }));
        }
    }

    /// <summary>Does what Ctrl-C does.</summary>
    public void Interrupt()
    {
        if (Interlocked.Increment(ref _count) == 1)
        {
            _stopping.Cancel();
        }
        else
        {
            _aborting.Cancel();
        }
    }

    public void Dispose()
    {
        _signals.ForEach(static signal => signal.Dispose());
        _stopping.Dispose();
        _aborting.Dispose();
    }
}
