namespace EventSinks.Benchmarks.Harness;

/// <summary>A little work that always takes the same time, unless something else takes the machine.</summary>
internal static class NoiseProbe
{
    private static uint _result = 1;

    public static Candidate Create() => new LocalCandidate("noise probe", Work);

    private static void Work()
    {
        var state = _result;
        for (var i = 0; i < 100_000; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
        }

        _result = state;
    }
}
