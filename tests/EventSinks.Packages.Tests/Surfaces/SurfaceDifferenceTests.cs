namespace EventSinks.Packages.Tests.Surfaces;

/// <summary>What a person sees of a changed surface.</summary>
[Parallelizable(ParallelScope.All)]
public class SurfaceDifferenceTests
{
    [Test]
    public void Between_OneChangedLine_ShowsBothWithTheLinesAround()
    {
        var difference = SurfaceDifference.Between("a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nc\nd\nE\nf\ng\nh\ni\n");

        Assert.That(difference, Is.EqualTo("@@ line 2 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n"));
    }

    [Test]
    public void Between_PlacesFarApart_ShowsEachWithItsLine()
    {
        var difference = SurfaceDifference.Between("a\n1\n2\n3\n4\n5\n6\n7\n8\n", "a\nb\n1\n2\n3\n4\n5\n6\n7\n");

        Assert.That(difference, Is.EqualTo("@@ line 1 @@\n a\n+b\n 1\n 2\n 3\n@@ line 7 @@\n 5\n 6\n 7\n-8\n \n"));
    }

    [Test]
    public void Between_EqualTexts_ShowsNothing() => Assert.That(SurfaceDifference.Between("a\nb\n", "a\nb\n"), Is.Empty);
}
