using EventSinks.Zaqar.Reader.Support;

namespace EventSinks.Zaqar.Reader;

[Parallelizable(ParallelScope.All)]
public sealed class CallbacksTests
{
    [Test]
    public void Callbacks_OfTwoThreads_AreCalledOneAfterTheOther()
    {
        var patience = Some.Patience();
        var inside = 0;
        List<int> seen = [];
        Thread? second = null;
        Callbacks? callbacks = null;
        callbacks = new(new()
        {
            OnGap = _ =>
            {
                Note();
                second = new(() => callbacks!.TellOfTrouble("away"));
                second.Start();

                // The other thread is either in its callback by now, or it waits for this one.
                while (Volatile.Read(ref inside) < 2 && !second.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                {
                    patience.ThrowIfCancellationRequested();
                    Thread.Yield();
                }

                Interlocked.Decrement(ref inside);
            },
            OnTrouble = _ =>
            {
                Note();
                Interlocked.Decrement(ref inside);
            },
        });

        callbacks.TellOf(new SequenceGap("s", 1, 3));
        second!.Join();

        Assert.That(seen, Is.EqualTo(new[] { 1, 1 }));

        void Note()
        {
            var count = Interlocked.Increment(ref inside);
            lock (seen)
            {
                seen.Add(count);
            }
        }
    }

    [Test]
    public void TellOfTrouble_TellsEachReasonInARowOnce_UntilThereIsAnAnswer()
    {
        List<string> said = [];
        var callbacks = new Callbacks(new() { OnTrouble = said.Add, OnRecovered = () => said.Add("well") });

        callbacks.TellOfAnswer();
        callbacks.TellOfTrouble("a");
        callbacks.TellOfTrouble("a");
        callbacks.TellOfTrouble("b");
        callbacks.TellOfAnswer();
        callbacks.TellOfAnswer();
        callbacks.TellOfTrouble("b");

        Assert.That(said, Is.EqualTo(new[] { "a", "b", "well", "b" }));
    }

    [Test]
    public void ThrowKept_ThrowsWhatOnRecoveredThrew_Once()
    {
        var callbacks = new Callbacks(new() { OnRecovered = static () => throw new InvalidTimeZoneException("mine") });
        callbacks.TellOfTrouble("away");

        callbacks.TellOfAnswer();

        Assert.That(callbacks.ThrowKept, Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(callbacks.ThrowKept, Throws.Nothing);
    }
}
