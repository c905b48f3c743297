import { buildScaffold, validateOptions } from 'operator-scaffold';
import Generator from 'yeoman-generator';

/** `yo example-operator`: asks, checks each answer as it comes, and lets Yeoman resolve what stands there already. */
export default class extends Generator {
  async prompting() {
    this.answers = await this.prompt([
      { name: 'projectName', message: 'Name of the operator', validate: (name) => problem({ projectName: name }) },
      {
        name: 'domain',
        message: 'Domain of its API groups',
        default: 'example.com',
        validate: (domain) => problem({ projectName: 'any', domain }),
      },
    ]);
  }

  writing() {
    const { projectName, domain } = this.answers;
    for (const { path, content } of buildScaffold({ projectName, domain })) {
      this.fs.write(this.destinationPath(path), content);
    }
  }
}

/** As Inquirer wants it: true, or what is wrong. */
function problem(options) {
  const [issue] = validateOptions(options);
  return issue === undefined || `${issue.message}; expected ${issue.expected}`;
}
