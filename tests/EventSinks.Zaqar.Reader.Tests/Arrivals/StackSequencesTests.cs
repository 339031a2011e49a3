namespace EventSinks.Zaqar.Reader.Arrivals;

[Parallelizable(ParallelScope.All)]
public sealed class StackSequencesTests
{
    [Test]
    public void Note_OfMoreStacksThanThereIsRoomFor_ForgetsTheQuietOnes()
    {
        var sequences = new StackSequences(capacity: 20);
        sequences.Note("quiet", 1);
        sequences.Note("busy", 1);
        for (var i = 0; i < 100; i++)
        {
            sequences.Note($"other{i}", 1);
            sequences.Note("busy", i + 2);
        }

        Assert.That(sequences.Note("busy", 103), Is.EqualTo(new SequenceGap("busy", 101, 103)));
        Assert.That(sequences.Note("quiet", 3), Is.Null);
    }

    [Test]
    public void Note_OfAStackWithAnEndlessName_KeepsNothing()
    {
        var sequences = new StackSequences(capacity: 20);
        sequences.Note(new('s', 201), 1);

        Assert.That(sequences.Note(new('s', 201), 3), Is.Null);
    }
}
