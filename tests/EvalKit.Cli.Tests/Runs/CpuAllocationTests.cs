using EvalKit.Cli.Runs;

namespace EvalKit.Cli.Tests.Runs;

public sealed class CpuAllocationTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_limits_it_is_what_the_process_sees() => Assert.Equal(8, Of());

    [Fact]
    public void Slurm_says_what_it_gave_to_the_task_or_on_the_node()
    {
        Assert.Equal(3, Of(("SLURM_CPUS_PER_TASK", "3"), ("SLURM_CPUS_ON_NODE", "6")));
        Assert.Equal(6, Of(("SLURM_CPUS_ON_NODE", "6")));
        Assert.Equal(8, Of(("SLURM_CPUS_ON_NODE", "64")));
    }

    [Theory]
    [InlineData("user.slice/job", 8)]
    [InlineData("user.slice", 2)]
    [InlineData("", 3)]
    public void The_quotas_of_version_2_count_up_to_the_mount(string limited, int expected)
    {
        Write("proc/self/cgroup", "0::/user.slice/job/step\n");
        Write("sys/fs/cgroup/user.slice/job/cpu.max", "max 100000\n");
        Write("sys/fs/cgroup/user.slice/job/step/cpu.max", "750000 100000\n");
        if (expected < 8) Write($"sys/fs/cgroup/{limited}/cpu.max", expected == 2 ? "150000 100000\n" : "300000 100000\n");

        Assert.Equal(Math.Min(expected, 8), Of());
    }

    [Fact]
    public void The_quotas_of_version_1_count_too()
    {
        Write("proc/self/cgroup", "4:memory:/job\n2:cpu,cpuacct:/slurm/job/step\n0::/\n");
        Write("sys/fs/cgroup/cpu,cpuacct/slurm/job/step/cpu.cfs_quota_us", "-1\n");
        Write("sys/fs/cgroup/cpu,cpuacct/slurm/job/step/cpu.cfs_period_us", "100000\n");
        Write("sys/fs/cgroup/cpu,cpuacct/slurm/job/cpu.cfs_quota_us", "250000\n");
        Write("sys/fs/cgroup/cpu,cpuacct/slurm/job/cpu.cfs_period_us", "100000\n");

        Assert.Equal(3, Of());
    }

    [Fact]
    public void In_a_container_the_mount_begins_at_its_own_group()
    {
        Write("proc/self/cgroup", "0::/kubepods/pod/container\n");
        Write("sys/fs/cgroup/cpu.max", "5000 100000\n");

        Assert.Equal(1, Of());
    }

    [Fact]
    public async Task A_run_works_with_the_threads_that_it_was_given()
    {
        _folder.Config(["linear"]);
        var planned = await Evalkit.RunAsync(_folder.Path, ["run", "eval.yaml", "--dry-run"], ("SLURM_CPUS_PER_TASK", "1"));
        Assert.Contains(" with 1 thread at", planned.Output, StringComparison.Ordinal);
    }

    private int Of(params (string Name, string Value)[] environment) =>
        CpuAllocation.Of(8, environment.ToDictionary(one => one.Name, one => one.Value).GetValueOrDefault, _folder.Path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
        File.WriteAllText(_folder.At(path), text);
    }
}
