using EventSinks.Observing;
using EventSinks.Storage;
using Microsoft.Extensions.Logging;

namespace EventSinks.Dispatch;

/// <summary>
/// The one dedicated worker: a thread that drives the <see cref="DispatchLoop"/>, and the I/O that the loop asks for. Thread-safe.
/// </summary>
internal sealed class Dispatcher : IDispatchEffects, IAsyncDisposable
{
    private const int MaxMessagesAtATime = 4_096;

    // Timers take no more than 49 days. One that fires before its time is set once more.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly IEventStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DispatchLoop _loop;
    private readonly AttemptRunner _runner;
    private readonly Inbox _inbox = new();
    private readonly Func<bool> _isDue;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedTimestamp;
    private readonly Action<StackLanes> _onStackFinished;
    private long _timerDue = long.MaxValue;
    private bool _timerHasFired;
    private int _disposed;

    public Dispatcher(
        IEventStore store,
        DispatchOptions options,
        TimeProvider clock,
        ILogger logger,
        Random random,
        Action<StackLanes> onStackFinished,
        DeliveryMetrics? metrics = null)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        _onStackFinished = onStackFinished;
        _loop = new DispatchLoop(options, this, random, logger, metrics);
        _runner = new AttemptRunner(options, Now, _inbox.Post, logger, metrics);
        _startedAt = clock.GetUtcNow();
        _startedTimestamp = clock.GetTimestamp();
        _isDue = () => Volatile.Read(ref _timerHasFired) || _loop.NextDue <= Now();
        _timer = clock.CreateTimer(OnTimer, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Background: a host that forgets to dispose must still be able to end.
        new Thread(Run) { IsBackground = true, Name = "EventSinks dispatcher" }.UnsafeStart();
    }

    /// <summary>Gets how many attempts hold a slot; a glance, from any thread.</summary>
    public int InFlight => _loop.InFlight;

    /// <summary>Gets how many messages wait for the worker.</summary>
    public int Waiting => _inbox.Count;

    /// <summary>Has the worker count all lanes.</summary>
    /// <returns>The census; null once the worker has ended.</returns>
    public Task<LaneCensus?> TakeCensusAsync()
    {
        var answer = new TaskCompletionSource<LaneCensus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new DispatchMessage.CensusAsked(answer));
        return answer.Task;
    }

    public void Post(DispatchMessage message)
    {
        _inbox.Post(message);
        if (_ended.Task.IsCompleted)
        {
            AnswerLeftovers();
        }
    }

    /// <summary>Cancels what is under way, disposes all sinks, and ends the worker.</summary>
    /// <returns>When the worker has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _inbox.Post(new DispatchMessage.StopAsked());
        }

        await _ended.Task.ConfigureAwait(false);
    }

    void IDispatchEffects.Deliver(DeliveryAttempt attempt) => _runner.Start(attempt);

    void IDispatchEffects.Cancel(DeliveryAttempt attempt)
    {
        _runner.NoteLate(attempt);
        _ = attempt.CancelAsync().ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    void IDispatchEffects.Read(Lane lane, int maxEvents, long maxBytes) => _ = ReadAsync(lane, maxEvents, maxBytes);

    void IDispatchEffects.Settle(IReadOnlyList<LaneSettlement> settlements) => _ = SettleAsync(settlements);

    void IDispatchEffects.Dispose(SinkDisposal disposal) =>
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Self.DisposeAsync(work.Disposal), (Self: this, Disposal: disposal), preferLocal: false);

    void IDispatchEffects.FinishStack(StackLanes stack) => _onStackFinished(stack);

    private void Run()
    {
        while (!_loop.IsStopped)
        {
            var now = Now();

            // Not without end: what is due must not starve while messages keep coming.
            for (var left = MaxMessagesAtATime; left > 0 && _inbox.TryTake(out var message); left--)
            {
                Guard(static (self, work, now) => self._loop.Handle(work!, now), message, now);
            }

            Guard(static (self, _, now) => self._loop.Advance(now), null, now);
            if (!_loop.IsStopped && !_loop.HasMore)
            {
                SetTimer();
                _inbox.Wait(_isDue);
            }
        }

        _timer.Dispose();
        _loop.Abandon();
        _ended.SetResult();
        AnswerLeftovers();
    }

    // The worker has ended, and whoever still asks it something must not wait for ever. May run on several threads.
    private void AnswerLeftovers()
    {
        while (_inbox.TryTake(out var message))
        {
            switch (message)
            {
                case DispatchMessage.DrainAsked asked:
                    asked.Answer.TrySetResult(false);
                    break;
                case DispatchMessage.CensusAsked asked:
                    asked.Answer.TrySetResult(null);
                    break;
                case DispatchMessage.StatusAsked asked:
                    asked.Answer.TrySetException(new ObjectDisposedException(nameof(Dispatcher)));
                    break;
            }
        }
    }

    // A defect in the loop must not end deliveries for everybody; it is as visible as can be.
    private void Guard(Action<Dispatcher, DispatchMessage?, long> step, DispatchMessage? message, long now)
    {
        try
        {
            step(this, message, now);
        }
        catch (Exception error)
        {
            DispatchLog.DispatcherFault(_logger, error);
        }
    }

    // Time moves on evenly however the machine's clock is set; only where it starts is taken from there.
    private long Now() => _startedAt.UtcTicks + _clock.GetElapsedTime(_startedTimestamp).Ticks;

    private void OnTimer(object? state)
    {
        Volatile.Write(ref _timerHasFired, true);
        _inbox.Wake();
    }

    private void SetTimer()
    {
        // A timer may fire a little before its time; then it is set once more.
        var hasFired = Interlocked.Exchange(ref _timerHasFired, false);
        var due = _loop.NextDue;
        if (due == _timerDue && !hasFired)
        {
            return;
        }

        _timerDue = due;
        var wait = due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(Math.Clamp(due - Now(), 0, LongestTimer.Ticks));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task ReadAsync(Lane lane, int maxEvents, long maxBytes)
    {
        DispatchMessage ended;
        try
        {
            var events = await lane.ReadAsync(maxEvents, maxBytes, CancellationToken.None).ConfigureAwait(false);
            ended = new DispatchMessage.ReadEnded(lane, events, null);
        }
        catch (Exception error)
        {
            ended = new DispatchMessage.ReadEnded(lane, [], error.Message);
        }

        _inbox.Post(ended);
    }

    private async Task SettleAsync(IReadOnlyList<LaneSettlement> settlements)
    {
        string? failure = null;
        var isTakenOver = false;
        try
        {
            await _store.SettleAsync(settlements, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error.Message;
            isTakenOver = error is StoreTakenOverException;
        }

        _inbox.Post(new DispatchMessage.SettleEnded(failure, isTakenOver));
    }

    private async Task DisposeAsync(SinkDisposal disposal)
    {
        try
        {
            await disposal.Sink.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DispatchLog.SinkDisposeFailed(_logger, disposal.Lane.Binding.Key.SinkType, error.GetType().Name, error.StackTrace ?? "");
        }

        _inbox.Post(new DispatchMessage.SinkDisposed(disposal));
    }
}
