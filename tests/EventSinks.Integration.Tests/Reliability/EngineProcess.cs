using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EventSinks.Integration.Support;

namespace EventSinks.Integration.Reliability;

/// <summary>The engine of tests/EventSinks.Reliability.Engine, as a process that can be killed.</summary>
internal sealed class EngineProcess : IAsyncDisposable
{
    // Only against hanging: a busy machine may take long to start a process.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<(string Stack, CountedEvent Event)> _acknowledged = new();

    private EngineProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>Gets what it has said to be recorded.</summary>
    public IReadOnlyCollection<(string Stack, CountedEvent Event)> Acknowledged => _acknowledged;

    /// <summary>Gets whether it has begun to publish.</summary>
    public bool IsReady => _ready.Task.IsCompleted;

    public static EngineProcess Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EventSinks.Reliability.Engine.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OS_TOKEN"] = null, ["OS_PROJECT_ID"] = null },
        };
        return new EngineProcess(Process.Start(start) ?? throw new InvalidOperationException("'dotnet' did not start."));
    }

    /// <summary>Waits until it publishes; if it ends before, the test fails with what it wrote.</summary>
    public async Task WaitUntilReadyAsync()
    {
        await Task.WhenAny(_ready.Task, _reading).WaitAsync(Patience, TimeProvider.System);
        if (!IsReady)
        {
            Assert.Fail($"The engine ended before it was ready: {await _errors}");
        }
    }

    /// <summary>Waits until so many more events have been recorded.</summary>
    public async Task WaitForMoreAsync(int events)
    {
        var wanted = _acknowledged.Count + events;
        var count = await Eventually.ReadAsync(
            _ => Task.FromResult(_acknowledged.Count), count => count >= wanted || _process.HasExited, Patience);
        if (count < wanted)
        {
            Assert.Fail($"The engine recorded {count} events of {wanted}: {(_process.HasExited ? $"it ended: {await _errors}" : "it hangs")}");
        }
    }

    /// <summary>Sends SIGKILL, and waits until the process is gone and all that it wrote is read.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForEndAsync();
    }

    /// <summary>Has it publish no more and drain; the test fails if it cannot.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await WaitForEndAsync();
        Assert.That(_process.ExitCode, Is.Zero, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task WaitForEndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        await _reading;
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["ready"]:
                    _ready.TrySetResult();
                    break;
                // The last line of a process that was killed may be cut short.
                case ["ack", var stack, var sequence, { Length: 36 } id]:
                    _acknowledged.Enqueue((stack, new CountedEvent(long.Parse(sequence, CultureInfo.InvariantCulture), Guid.Parse(id))));
                    break;
                default:
                    break;
            }
        }
    }
}
