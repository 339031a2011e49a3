namespace EventSinks.Benchmarks.Harness;

/// <summary>Measures candidates in turns, A B C A B C ..., after each has been warmed up.</summary>
internal sealed class Comparison
{
    /// <summary>Gets how often each has its turn.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>Gets how long a candidate runs before it counts. Tiered compilation needs 30 calls and a moment.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how long a turn takes about, in as many runs as fit.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Gets how much slower the probe became at the worst moment so far, 0.1 being a tenth.</summary>
    public double Noise { get; private set; }

    /// <summary>Measures the candidates.</summary>
    /// <returns>Their figures, in the same order.</returns>
    public IReadOnlyList<Measured> Run(params IReadOnlyList<Candidate> candidates)
    {
        Candidate[] all = [.. candidates, NoiseProbe.Create()];
        var times = Array.ConvertAll(all, WarmUpAndCount);
        var samples = Array.ConvertAll(all, _ => new List<Sample>(Rounds));
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                samples[i].Add(all[i].Run(times[i]));
            }
        }

        Measured[] measured = [.. all.Select((each, i) => new Measured(
            each.Name,
            [.. samples[i].Select(sample => sample.Elapsed.TotalNanoseconds / times[i])],
            (double?)samples[i][^1].AllocatedBytes / times[i]))];
        Noise = Math.Max(Noise, (measured[^1].Max / measured[^1].Median) - 1);
        return measured[..^1];
    }

    private int WarmUpAndCount(Candidate candidate)
    {
        var times = 1;
        var last = candidate.Run(times);
        for (var spent = last.Elapsed; spent < WarmUp; spent += last.Elapsed)
        {
            times = Fitting(times, last.Elapsed);
            last = candidate.Run(times);
        }

        return Fitting(times, last.Elapsed);
    }

    private int Fitting(int times, TimeSpan elapsed) => (int)Math.Clamp(times * (Turn / elapsed), 1, times * 10.0);
}
