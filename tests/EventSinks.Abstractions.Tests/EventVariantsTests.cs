namespace EventSinks;

/// <summary>What is kept with an event of what lanes make of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EventVariantsTests
{
    [Test]
    public void Keep_OfAnEqualViewAndSequence_GivesTheFirst()
    {
        var variants = default(EventVariants);

        var first = variants.Keep("view", 1, "first");

        Assert.That(variants.Keep(new string("view"), 1, "second"), Is.SameAs(first));
        Assert.That(variants.Find("view", 1), Is.SameAs(first));
        Assert.That((variants.Find("view", 2), variants.Find("other", 1)), Is.EqualTo(((object?)null, (object?)null)));
    }

    [Test]
    public void Keep_OfManySequences_KeepsTheLastFewOfThem_AndAllThatHoldForAny()
    {
        var variants = default(EventVariants);
        variants.Keep("verdict", EventVariants.AnySequence, "no");

        for (var sequence = 1; sequence <= 100; sequence++)
        {
            variants.Keep("view", sequence, $"{sequence}");
        }

        Assert.That(variants.Count, Is.EqualTo(1 + EventVariants.MaxOfSequences));
        Assert.That((variants.Find("verdict", 0), variants.Find("view", 100), variants.Find("view", 1)), Is.EqualTo(("no", "100", (object?)null)));
    }

    [Test]
    public void Keep_FromManyThreads_GivesAllOfThemTheSame()
    {
        for (var round = 0; round < 50; round++)
        {
            var box = new Box();
            var kept = new object[8, 4];
            var found = new object?[8, 4];
            using var start = new Barrier(kept.GetLength(0));

            var threads = Enumerable.Range(0, kept.GetLength(0)).Select(thread => new Thread(() =>
            {
                start.SignalAndWait();
                for (var view = 0; view < kept.GetLength(1); view++)
                {
                    kept[thread, view] = box.Variants.Keep($"view {view}", view % 2, new object());
                    found[thread, view] = box.Variants.Find($"view {view}", view % 2);
                }
            })).ToArray();
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());

            for (var view = 0; view < kept.GetLength(1); view++)
            {
                Assert.That(Enumerable.Range(1, kept.GetLength(0) - 1).Select(thread => kept[thread, view]), Is.All.SameAs(kept[0, view]));
            }

            Assert.That(found, Is.EqualTo(kept));
            Assert.That(box.Variants.Count, Is.EqualTo(kept.GetLength(1)));
        }
    }

    /// <summary>Variants in a place that threads share, as an event is.</summary>
    private sealed class Box
    {
        private EventVariants _variants;

        public ref EventVariants Variants => ref _variants;
    }
}
